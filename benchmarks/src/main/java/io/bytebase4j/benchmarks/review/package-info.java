/** What it takes to scan many files and have them reviewed. */
@NullMarked
package io.bytebase4j.benchmarks.review;

import org.jspecify.annotations.NullMarked;
