package io.bytebase4j.client.rest;

import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The elements of a list that comes page by page; a page is asked for when it is needed. */
final class Pages<T, I> implements Spliterator<I> {
  private final Function<T, List<I>> items;

  /** The tokens of the pages asked for: a token that comes back would lead round for ever. */
  private final Set<String> asked = new HashSet<>();

  private Iterator<I> page = Collections.emptyIterator();
  private @Nullable PagedCall<T, I> next;

  Pages(PagedCall<T, I> first, Function<T, List<I>> items) {
    this.next = first;
    this.items = items;
    String token = first.pageToken();
    if (token != null) {
      asked.add(token);
    }
  }

  @Override
  public boolean tryAdvance(Consumer<? super I> action) {
    while (!page.hasNext() && next != null) {
      T answer = next.execute();
      // Before the elements are handed out: a page that came twice would give them twice.
      next = next.after(answer, asked);
      page = items.apply(answer).iterator();
    }
    if (!page.hasNext()) {
      return false;
    }
    action.accept(page.next());
    return true;
  }

  // Splitting would ask for pages ahead that nobody may want.
  @Override
  public @Nullable Spliterator<I> trySplit() {
    return null;
  }

  @Override
  public long estimateSize() {
    return Long.MAX_VALUE;
  }

  @Override
  public int characteristics() {
    return ORDERED;
  }
}
