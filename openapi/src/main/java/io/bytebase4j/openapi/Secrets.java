package io.bytebase4j.openapi;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which fields hold secrets.
 *
 * <p>Each field whose name sounds like one is listed in {@code secrets.txt} as a secret or as
 * harmless, so that a newer API can't bring a secret in unseen.
 */
final class Secrets {
  private static final Pattern SUSPICIOUS =
      Pattern.compile(
          "(?i).*(password|secret|token|passphrase|otp|otpcode|credential|license|privatekey"
              + "|accesskey|apikey|servicekey|sslkey|secretid|emailcode|recoverycode|saslconfig)s?");
  private static final Set<String> PAGING = Set.of("pageToken", "nextPageToken");

  private final Set<String> secret = new HashSet<>();
  private final Set<String> harmless = new HashSet<>();

  private Secrets() {}

  static Secrets load() {
    Secrets secrets = new Secrets();
    try (InputStream in = Objects.requireNonNull(Secrets.class.getResourceAsStream("secrets.txt"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      lines
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .forEach(secrets::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return secrets;
  }

  private void add(String line) {
    String[] words = line.split(" +", 2);
    switch (words[0]) {
      case "secret" -> secret.add(words[1]);
      case "harmless" -> harmless.add(words[1]);
      default ->
          throw new ConversionException(
              "secrets.txt: \"" + line + "\" starts with neither" + " \"secret\" nor \"harmless\"");
    }
  }

  /**
   * Whether the field holds a secret.
   *
   * @throws ConversionException if it sounds like one but is not listed
   */
  boolean isSecret(String message, ApiFacts.Field field) {
    boolean text = field.type().equals("string") || field.type().equals("bytes");
    if (!text || PAGING.contains(field.json())) {
      return false;
    }
    String name = message + "." + field.json();
    if (secret.contains(name)) {
      return true;
    }
    if (!harmless.contains(name) && SUSPICIOUS.matcher(field.json()).matches()) {
      throw new ConversionException(
          "field " + name + " sounds like a secret: list it in secrets.txt as secret or harmless");
    }
    return false;
  }
}
