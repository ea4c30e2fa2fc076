/**
 * What was done on the path from files to changed databases, kept where the next process finds it.
 * A step is written down before it is taken and after it was taken, so that a run that was killed
 * can be told from one that never began.
 */
@NullMarked
package io.bytebase4j.gitops.journal;

import org.jspecify.annotations.NullMarked;
