/**
 * What a CI platform says of a run: repository, commit, pull request, pages to link to. All of it
 * comes from the variables that the platform sets for a job and, on GitHub, from the file of the
 * event; nothing is asked of a server. Begin with {@link
 * io.bytebase4j.gitops.ci.CiEnvironment#detect()}.
 *
 * <p>Names of branches and tags, titles and names of people are written by whoever opens a pull
 * request: they are given as they are, with line breaks and escape characters in them, and must be
 * escaped for whatever they are written to.
 */
@NullMarked
package io.bytebase4j.gitops.ci;

import org.jspecify.annotations.NullMarked;
