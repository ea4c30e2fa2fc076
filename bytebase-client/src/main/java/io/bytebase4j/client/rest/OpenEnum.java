package io.bytebase4j.client.rest;

import org.jspecify.annotations.Nullable;

/**
 * A value of an enum that may grow: a value that this version does not list keeps the text that the
 * server sent, and is sent back as it came. Immutable. Two values are equal when they are of one
 * enum and have one text.
 */
public abstract class OpenEnum {
  private final String value;
  private final boolean known;

  /**
   * Makes a value.
   *
   * @param value its text on the wire
   * @param known whether this version lists it
   */
  protected OpenEnum(String value, boolean known) {
    this.value = value;
    this.known = known;
  }

  /**
   * The text on the wire.
   *
   * @return for example {@code DONE}
   */
  public final String value() {
    return value;
  }

  /**
   * Whether this version lists the value.
   *
   * @return false for a value that a newer server brought
   */
  public final boolean isKnown() {
    return known;
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof OpenEnum that
        && that.getClass() == getClass()
        && that.value.equals(value);
  }

  @Override
  public final int hashCode() {
    return value.hashCode();
  }

  @Override
  public final String toString() {
    return value;
  }
}
