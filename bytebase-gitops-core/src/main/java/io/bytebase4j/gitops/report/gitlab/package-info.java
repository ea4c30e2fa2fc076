/** GitLab: one note per merge request. Files for GitLab are written by other rooms. */
@NullMarked
package io.bytebase4j.gitops.report.gitlab;

import org.jspecify.annotations.NullMarked;
