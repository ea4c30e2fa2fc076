package io.bytebase4j.client.rest;

import org.jspecify.annotations.Nullable;

/**
 * A request that says in its body which page of a list it asks for, such as that of {@code
 * bytebase.v1.IssueService/SearchIssues}. The generated messages of such requests are ones.
 */
public interface PageRequest {
  /**
   * Which page is asked for.
   *
   * @return the token that the page before gave; null or empty for the first page
   */
  @Nullable String getPageToken();

  /**
   * Asks for another page of the same list; this request stays as it is.
   *
   * @param pageToken the token that the page before gave; null for the first page
   * @return a copy of this request; the messages in it are shared, the lists of them are not
   */
  PageRequest withPageToken(@Nullable String pageToken);
}
