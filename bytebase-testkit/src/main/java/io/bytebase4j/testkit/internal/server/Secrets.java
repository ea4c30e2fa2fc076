package io.bytebase4j.testkit.internal.server;

import java.security.SecureRandom;

/** Makes the texts that nobody can guess. */
public final class Secrets {

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private static final SecureRandom RANDOM = new SecureRandom();

  private Secrets() {}

  /** Letters and digits. */
  public static String random(int length) {
    StringBuilder text = new StringBuilder();
    RANDOM.ints(length, 0, ALPHABET.length()).forEach(i -> text.append(ALPHABET.charAt(i)));
    return text.toString();
  }
}
