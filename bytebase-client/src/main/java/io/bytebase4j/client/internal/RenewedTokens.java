package io.bytebase4j.client.internal;

import io.bytebase4j.client.BytebaseException;
import io.bytebase4j.client.CallInterruptedException;
import io.bytebase4j.client.ClientEvent;
import io.bytebase4j.client.CredentialsException;
import io.bytebase4j.client.DeadlineExceededException;
import io.bytebase4j.client.UnauthenticatedException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Holds a token, and gets a new one when the first is wanted, shortly before one ends, and when one
 * was refused. However many threads want it, one gets it, and the others wait for what comes of
 * that; as long as the old one is good, they do not wait but use it.
 */
final class RenewedTokens implements TokenSource {
  /** How long before its end a token is renewed, so that it does not end on the road. */
  private static final Duration MARGIN = Duration.ofMinutes(1);

  /** The most that a call gives to renewing a token that is still good. */
  private static final Duration EARLY = Duration.ofSeconds(5);

  /** How long a renewal that failed, while the token is still good, is not tried again at least. */
  private static final Duration NOT_AGAIN = Duration.ofSeconds(10);

  /** With less time than this, that a server is out of order may be news to one caller only. */
  private static final Duration HURRY = Duration.ofSeconds(30);

  /** A token that lives for minutes only is renewed when this part of its life is left. */
  private static final int MARGIN_PART = 5;

  /**
   * How long a refused sign-in is not tried again. After ten refusals in ten minutes a server locks
   * the account out for ten more, whoever comes with whatever key: a job that still has the old key
   * would take those with the new one down.
   */
  private static final Duration REFUSAL_COUNTS = Duration.ofMinutes(2);

  private final TokenIssuer issuer;
  private final boolean issuedByServer;
  private final boolean locksOut;
  private final String credentials;
  private final Clock clock;
  private final Events events;

  private final Object lock = new Object();
  private volatile @Nullable Held held;
  private @Nullable UnderWay underWay;
  private @Nullable Refusal refusal;

  /**
   * Holds nothing yet.
   *
   * @param issuedByServer whether the issuer asks the server itself: its tokens are then new, so
   *     that their life is known whatever the two clocks show
   * @param locksOut whether the server counts refusals
   * @param credentials what they show of themselves
   */
  RenewedTokens(
      TokenIssuer issuer,
      boolean issuedByServer,
      boolean locksOut,
      String credentials,
      Clock clock,
      Events events) {
    this.issuer = issuer;
    this.issuedByServer = issuedByServer;
    this.locksOut = locksOut;
    this.credentials = credentials;
    this.clock = clock;
    this.events = events;
  }

  @Override
  public String token(CallLog call) {
    Held now = held;
    if (now == null) {
      return other(null, call).token;
    }
    Instant time = clock.instant();
    if (time.isBefore(now.renewAt)) {
      return now.token;
    }
    return time.isBefore(now.end) ? renewedEarly(now, call).token : other(now, call).token;
  }

  @Override
  public @Nullable String tokenInPlaceOf(String refused, CallLog call) {
    Held now = held;
    if (now != null && !now.token.equals(refused)) {
      return now.token;
    }
    String fresh = other(now, call).token;
    // Two tokens that a server issues within one second may be the same text.
    return fresh.equals(refused) && !issuedByServer ? null : fresh;
  }

  private Held renewedEarly(Held good, CallLog call) {
    UnderWay mine = new UnderWay();
    synchronized (lock) {
      Held now = held;
      if (now != null && !now.token.equals(good.token)) {
        return now;
      }
      if (underWay != null || isRefused()) {
        return good;
      }
      underWay = mine;
    }
    try {
      return obtain(mine, call.forAPartOfItsTime(EARLY));
    } catch (CallInterruptedException e) {
      throw e;
    } catch (BytebaseException e) {
      // The listeners heard of it. The next try comes later, lest every call now tries in vain.
      Held kept = good.postponed(clock.instant());
      synchronized (lock) {
        if (held == good) {
          held = kept;
        }
      }
      return kept;
    }
  }

  /** Another than the stale one, which may be null. */
  private Held other(@Nullable Held stale, CallLog call) {
    while (true) {
      UnderWay mine = new UnderWay();
      UnderWay others;
      synchronized (lock) {
        Held now = held;
        if (now != null && (stale == null || !now.token.equals(stale.token))) {
          return now;
        }
        others = underWay;
        if (others == null) {
          if (refusal != null && isRefused()) {
            throw refusal.repeated();
          }
          underWay = mine;
        }
      }
      if (others == null) {
        return obtain(mine, call);
      }
      Held got = await(others, call);
      if (got != null) {
        return got;
      }
    }
  }

  private boolean isRefused() {
    return refusal != null && clock.instant().isBefore(refusal.until);
  }

  private Held obtain(UnderWay mine, CallLog call) {
    Held fresh;
    try {
      Instant asked = clock.instant();
      fresh = held(issuer.issue(call), asked);
    } catch (Throwable e) {
      synchronized (lock) {
        if (locksOut && e instanceof UnauthenticatedException refused) {
          refusal = new Refusal(refused, clock.instant().plus(REFUSAL_COUNTS));
        }
        underWay = null;
      }
      if (isOfOneCallerOnly(e, call)) {
        mine.got.complete(null);
      } else {
        mine.got.completeExceptionally(e);
      }
      if (e instanceof BytebaseException failure) {
        events.emit(new ClientEvent.TokenRenewed(credentials, null, failure));
      }
      throw e;
    }
    synchronized (lock) {
      held = fresh;
      refusal = null;
      underWay = null;
    }
    mine.got.complete(fresh);
    events.emit(new ClientEvent.TokenRenewed(credentials, fresh.knownEnd(), null));
    return fresh;
  }

  private static boolean isOfOneCallerOnly(Throwable e, CallLog call) {
    return e instanceof CallInterruptedException
        || e instanceof DeadlineExceededException
        || (e instanceof BytebaseException failure
            && failure.isRetryable()
            && !call.deadline().allows(HURRY));
  }

  /** What another thread got; null if that gave up for a reason of its own. */
  private static @Nullable Held await(UnderWay others, CallLog call) {
    if (others.thread == Thread.currentThread()) {
      throw new CredentialsException(
          call.facts(), "the supplier of tokens calls the client that waits for its token", null);
    }
    try {
      return others.got.get(
          Math.max(0, call.deadline().remaining().toNanos()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      throw call.interrupted("a sign-in");
    } catch (TimeoutException e) {
      throw call.deadlineExceeded("a sign-in", null);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private Held held(String token, Instant asked) {
    TokenClaims claims = TokenClaims.of(token);
    Instant now = clock.instant();
    Instant end = claims.end();
    Instant issued = claims.issued();
    if (issuedByServer && issued != null && end != null && end.isAfter(issued)) {
      end = later(asked, Duration.between(issued, end));
    }
    // One that is over by this clock, though it was just got: the clock is wrong. A 401 will tell.
    if (end == null || !end.isAfter(now)) {
      return new Held(token, Instant.MAX, Instant.MAX);
    }
    Duration part = Duration.between(now, end).dividedBy(MARGIN_PART);
    return new Held(token, end.minus(part.compareTo(MARGIN) < 0 ? part : MARGIN), end);
  }

  private static @Nullable Instant later(Instant start, Duration life) {
    try {
      return start.plus(life);
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }

  /** A sign-in that is under way: who makes it, and what comes of it. */
  private static final class UnderWay {
    private final Thread thread = Thread.currentThread();
    private final CompletableFuture<@Nullable Held> got = new CompletableFuture<>();
  }

  /** A sign-in that the server refused, and until when that counts. */
  private record Refusal(UnauthenticatedException error, Instant until) {
    UnauthenticatedException repeated() {
      UnauthenticatedException again =
          new UnauthenticatedException(
              error.facts(),
              error.error(),
              "The sign-in was refused a short while ago, and is not tried again before " + until);
      again.addSuppressed(error);
      return again;
    }
  }

  /** A token, when to renew it and when it ends, by this machine's clock. */
  private record Held(String token, Instant renewAt, Instant end) {
    Held postponed(Instant now) {
      Duration part = Duration.between(now, end).dividedBy(MARGIN_PART);
      return new Held(token, now.plus(part.compareTo(NOT_AGAIN) > 0 ? part : NOT_AGAIN), end);
    }

    @Nullable Instant knownEnd() {
      return end.equals(Instant.MAX) ? null : end;
    }

    @Override
    public String toString() {
      return "token until " + end;
    }
  }
}
