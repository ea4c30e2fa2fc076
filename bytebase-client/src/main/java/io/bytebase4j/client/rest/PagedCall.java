package io.bytebase4j.client.rest;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A call of an operation that answers a list page by page. {@link #execute} gives one page, {@link
 * #stream} the elements of all of them. Not thread-safe.
 *
 * @param <T> the type of the answer, one page
 * @param <I> the type of the list's elements
 */
public class PagedCall<T, I> extends ApiCall<T> {
  private static final String PAGE_TOKEN = "pageToken";

  private final CallExecutor executor;
  private final Function<T, List<I>> items;
  private final Function<T, @Nullable String> nextPageToken;

  /**
   * Begins a call; the generated services do this.
   *
   * @param executor who will carry it
   * @param operation what is called; takes its page token as the option {@code pageToken}, or in a
   *     body that is a {@link PageRequest}
   * @param answerType the class of the answer
   * @param items takes the elements from an answer
   * @param nextPageToken takes the token of the next page from an answer; none or an empty one
   *     means that it was the last page
   */
  public PagedCall(
      CallExecutor executor,
      Operation operation,
      Class<T> answerType,
      Function<T, List<I>> items,
      Function<T, @Nullable String> nextPageToken) {
    super(executor, operation, answerType);
    this.executor = executor;
    this.items = items;
    this.nextPageToken = nextPageToken;
  }

  /**
   * Sets the longest time of each page's call, see {@link ApiCall#timeout(Duration)}.
   *
   * @param timeout from 1 ms to 24 days
   * @return this call
   * @throws IllegalArgumentException if it is out of its range
   */
  @Override
  public PagedCall<T, I> timeout(Duration timeout) {
    super.timeout(timeout);
    return this;
  }

  /**
   * The elements of all pages, from the page on that this call asks for: the first one, unless a
   * page token was set. Nothing is sent by this method; each page is asked for when its first
   * element is wanted, so that {@code limit} or {@code findFirst} save the pages behind. A page
   * without elements is passed over. How this call is set now counts for all pages; what is set
   * later counts for the next stream. Each stream begins anew.
   *
   * <p>The stream is sequential, not thread-safe, and need not be closed. Where a page can't be had
   * it throws, to the one who wanted the element: a {@link io.bytebase4j.client.BytebaseException}
   * if the call fails, whatever the reason; an {@link IllegalStateException} if the server names a
   * page as the next one that it already gave to this stream, which would go on for ever.
   *
   * @return the elements in the order of the server
   */
  public final Stream<I> stream() {
    return StreamSupport.stream(new Pages<>(page(pageToken()), items), false);
  }

  /**
   * The page after an answer to this call, or null where that was the last.
   *
   * @param asked the tokens of the pages that were asked for in this walk; takes that of the next
   */
  final @Nullable PagedCall<T, I> after(T answer, Set<String> asked) {
    String token = nextPageToken.apply(answer);
    if (token == null || token.isEmpty()) {
      return null;
    }
    if (!asked.add(token)) {
      throw new IllegalStateException(
          operation().shortName()
              + ": the server names a page that it already gave as the next one, so the list has"
              + " no end; ask for single pages with execute, or mend what stands before the server");
    }
    return page(token);
  }

  /** This call as it is set now, but for another page. */
  private PagedCall<T, I> page(@Nullable String token) {
    PagedCall<T, I> page =
        new PagedCall<>(executor, operation(), answerClass(), items, nextPageToken);
    pathParameters().forEach(page::path);
    queryParameters().forEach(page::query);
    Duration timeout = timeout();
    if (timeout != null) {
      page.timeout(timeout);
    }
    Object body = body();
    if (body instanceof PageRequest request) {
      page.body(request.withPageToken(token));
    } else {
      if (body != null) {
        page.body(body);
      }
      page.query(PAGE_TOKEN, token);
    }
    return page;
  }

  /** Which page is asked for, or null for the first. */
  final @Nullable String pageToken() {
    if (body() instanceof PageRequest request) {
      return request.getPageToken();
    }
    List<String> tokens = queryParameters().get(PAGE_TOKEN);
    return tokens == null ? null : tokens.get(0);
  }

  @SuppressWarnings("unchecked") // the constructor took it as one
  private Class<T> answerClass() {
    return (Class<T>) answerType();
  }
}
