package io.bytebase4j.samples.pipelines.runner;

/** Makes the tokens that a platform gives to its jobs. */
@FunctionalInterface
public interface TokenIssuer {
  /**
   * Makes a token.
   *
   * @param subject whom it is about, by the rules of the platform
   * @param audience whom it is for
   * @return a JSON web token
   */
  String token(String subject, String audience);
}
