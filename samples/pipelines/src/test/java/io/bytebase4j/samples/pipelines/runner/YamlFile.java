package io.bytebase4j.samples.pipelines.runner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads YAML 1.2, in which {@code on} is a word and a key may stand but once. */
public final class YamlFile {
  private YamlFile() {}

  /**
   * Reads a file.
   *
   * @param file the file
   * @return maps, lists, texts, numbers and booleans
   */
  public static Object read(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return parse(text, String.valueOf(file.getFileName()));
  }

  /**
   * Reads a text.
   *
   * @param text what stands in a file
   * @param name the file's name, for errors
   * @return maps, lists, texts, numbers and booleans
   */
  public static Object parse(String text, String name) {
    Object content;
    try {
      content = new Load(LoadSettings.builder().setLabel(name).build()).loadFromString(text);
    } catch (YamlEngineException e) {
      throw new UnsupportedPipelineException(name, String.valueOf(e.getMessage()));
    }
    if (content == null) {
      throw new UnsupportedPipelineException(name, "it is empty");
    }
    return content;
  }
}
