package io.bytebase4j.samples.pipelines.runner;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

/** The tasks that our pipelines use, as far as they use them. */
final class AzureTasks {
  private final Scene scene;
  private final AzureJob job;
  private final Path sources;
  private final Map<String, Path> kept = new LinkedHashMap<>();

  AzureTasks(Scene scene, AzureJob job, Path sources) {
    this.scene = scene;
    this.job = job;
    this.sources = sources;
  }

  Map<String, Path> kept() {
    return kept;
  }

  /** Runs a task; false if it fails. */
  boolean run(String task, Map<String, String> inputs) {
    Keys keys = Keys.of(inputs, job.name() + "." + task);
    boolean succeeded =
        switch (task) {
          case "PublishTestResults@2" -> tests(keys);
          case "PublishPipelineArtifact@1" -> artifact(keys);
          default -> throw keys.refuse("a task that is not known here");
        };
    keys.done();
    return succeeded;
  }

  private boolean artifact(Keys inputs) {
    Path source = sources.resolve(inputs.text("targetPath"));
    Path target = scene.folder(job.name(), "artifact-" + inputs.textIfAny("artifact").orElse(""));
    List<String> files = Artifacts.list(source);
    Artifacts.copy(source, files, target);
    kept.put(String.valueOf(target.getFileName()).substring("artifact-".length()), target);
    return !files.isEmpty();
  }

  private boolean tests(Keys inputs) {
    inputs.noEffect("testRunTitle");
    inputs.only("testResultsFormat", "JUnit");
    Path folder = sources.resolve(inputs.text("searchFolder"));
    // Patterns of this task find files in the folder itself, too.
    String pattern = inputs.text("testResultsFiles");
    String missing = inputs.text("failTaskOnMissingResultsFile");
    List<String> files =
        Artifacts.list(folder).stream()
            .filter(
                file -> Artifacts.matches(pattern, file) || Artifacts.matches(pattern, "x/" + file))
            .toList();
    files.forEach(file -> parse(folder.resolve(file)));
    Path target = scene.folder(job.name(), "tests");
    Artifacts.copy(folder, files, target);
    kept.put("tests", target);
    return !files.isEmpty() || !missing.equals("true");
  }

  private static void parse(Path file) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      // It would print errors.
      builder.setErrorHandler(null);
      builder.parse(file.toFile());
    } catch (java.io.IOException | org.xml.sax.SAXException | ParserConfigurationException e) {
      throw new UnsupportedPipelineException(file.toString(), "no XML: " + e.getMessage());
    }
  }
}
