/** Whether a pipeline will work, told before it does anything. */
@NullMarked
package io.bytebase4j.gitops.doctor;

import org.jspecify.annotations.NullMarked;
