package io.bytebase4j.openapi;

/**
 * Which of the two documents of an age is written; they differ in paths, numbers and marks only.
 */
enum DocumentStyle {
  /**
   * For people and tools: one path parameter a segment, one operation a binding, 64-bit numbers as
   * the strings that they are on the wire.
   */
  PUBLISHED,

  /**
   * For the client generator: whole resource names as path parameters, one operation for all
   * bindings of one shape, 64-bit numbers as numbers.
   */
  GENERATOR
}
