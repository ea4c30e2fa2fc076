package io.bytebase4j.gitops.report.markdown;

import java.util.function.IntFunction;

/**
 * A part of the text that may hold more rows than there is room for.
 *
 * @param before what stands before the rows
 * @param rows how many rows there are
 * @param row writes a row, with the break of the line
 * @param leftOut says that a number of rows is left out
 * @param after what stands behind all
 * @param share how much it may take of the room that is left, in percent; one with 100 comes last
 * @param ofFindings whether a row is a finding
 */
record Section(
    String before,
    int rows,
    IntFunction<String> row,
    IntFunction<String> leftOut,
    String after,
    int share,
    boolean ofFindings) {}
