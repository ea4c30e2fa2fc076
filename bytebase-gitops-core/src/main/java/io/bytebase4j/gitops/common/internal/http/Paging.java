package io.bytebase4j.gitops.common.internal.http;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import io.bytebase4j.gitops.common.internal.Json;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * How a platform cuts lists into pages. Of a link to the next page only the query is used, at the
 * address that is in use already: so no link can lead the token away, and gateways, signing proxies
 * and renamed repositories, whose links have another host or path, work all the same.
 */
public enum Paging {
  /** Bitbucket: {@code values} and {@code next} in the body. */
  BITBUCKET_NEXT {
    @Override
    @Nullable HttpUrl next(HttpUrl current, PlatformAnswer answer) {
      String next = Json.text(answer.json(), "next");
      return next.isEmpty() ? null : withQueryOf(next, current);
    }

    @Override
    @Nullable JsonArray items(JsonElement body) {
      return Json.at(body, "values") instanceof JsonArray array ? array : null;
    }
  },
  /** GitHub: an array, and a header {@code Link: <…>; rel="next"}. */
  LINK_HEADER {
    @Override
    @Nullable HttpUrl next(HttpUrl current, PlatformAnswer answer) {
      List<String> links = answer.headers().values("Link");
      Matcher link = NEXT.matcher(String.join(", ", links));
      return link.find() ? withQueryOf(link.group(1), current) : null;
    }
  },
  /** GitLab: an array, and a header {@code X-Next-Page} with a number. */
  X_NEXT_PAGE {
    @Override
    @Nullable HttpUrl next(HttpUrl current, PlatformAnswer answer) {
      String page = answer.header("X-Next-Page");
      return page == null || page.isBlank()
          ? null
          : current.newBuilder().setQueryParameter("page", page.strip()).build();
    }
  },
  /** Azure DevOps: all at once, in {@code value}. */
  NONE {
    @Override
    @Nullable HttpUrl next(HttpUrl current, PlatformAnswer answer) {
      return null;
    }

    @Override
    @Nullable JsonArray items(JsonElement body) {
      return Json.at(body, "value") instanceof JsonArray array ? array : null;
    }
  };

  private static final Pattern NEXT = Pattern.compile("<([^<>]*)>\\s*;[^<,]*\\brel=\"?next\\b");

  /** The address of the page behind this one; null behind the last. */
  abstract @Nullable HttpUrl next(HttpUrl current, PlatformAnswer answer);

  /** The items of a page; null if it holds no list. */
  @Nullable JsonArray items(JsonElement body) {
    return body instanceof JsonArray array ? array : null;
  }

  private static @Nullable HttpUrl withQueryOf(String link, HttpUrl current) {
    HttpUrl next = current.resolve(link);
    return next == null || next.encodedQuery() == null
        ? null
        : current.newBuilder().encodedQuery(next.encodedQuery()).build();
  }
}
