package io.bytebase4j.gitops.report;

/**
 * A review in one form, and what its limit left out.
 *
 * @param text the text
 * @param leftOut how many findings are not in the text, because it would be too long; the text says
 *     so, too
 */
public record RenderedText(String text, int leftOut) {}
