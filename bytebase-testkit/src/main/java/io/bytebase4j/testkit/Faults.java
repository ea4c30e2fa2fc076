package io.bytebase4j.testkit;

import io.bytebase4j.testkit.internal.http.Answer;
import io.bytebase4j.testkit.internal.http.Fault;
import io.bytebase4j.testkit.internal.http.FaultSource;
import io.bytebase4j.testkit.internal.http.Gate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/**
 * What goes wrong with the next requests to a {@link LocalBytebase}. For example, a release that is
 * made, but whose answer never arrives:
 *
 * <pre>{@code
 * Faults.Rule lost = bytebase.faults().next(1, "POST", "/v1/projects/hr/releases").loseAnswer();
 * …
 * assertThat(lost.fired()).isEqualTo(1);
 * }</pre>
 *
 * <p>A request is met by the oldest rule that fits it and still has something to do. Each {@link
 * LocalBytebase} has rules of its own. Thread-safe.
 */
public final class Faults {

  private final List<Rule> rules = new CopyOnWriteArrayList<>();

  Faults() {}

  /**
   * Begins a rule for the next requests.
   *
   * @param times how many matching requests it is for; at least 1
   * @param method the HTTP method, for example {@code POST}
   * @param pathRegex a regular expression that the whole path must match, without the query
   * @return the beginning, which does nothing yet
   * @throws IllegalArgumentException if {@code times} is less than 1
   * @throws java.util.regex.PatternSyntaxException if {@code pathRegex} is no regular expression
   */
  public Matching next(int times, String method, String pathRegex) {
    return new Matching(Turns.first(times), method, pathRegex);
  }

  /**
   * Begins a rule that has no end, for a test that goes on for long: of the matching requests that
   * reach it, because no older rule has met them, it meets the nth, the 2nth and so on.
   *
   * @param n 1 for each request, 2 for every second one, and so on; at least 1
   * @param method the HTTP method, for example {@code GET}
   * @param pathRegex a regular expression that the whole path must match, without the query
   * @return the beginning, which does nothing yet
   * @throws IllegalArgumentException if {@code n} is less than 1
   * @throws java.util.regex.PatternSyntaxException if {@code pathRegex} is no regular expression
   */
  public Matching everyNth(int n, String method, String pathRegex) {
    return new Matching(Turns.everyNth(n), method, pathRegex);
  }

  /** Takes all rules away and lets go of the requests and answers they keep back. */
  public void clear() {
    List<Rule> gone = List.copyOf(rules);
    rules.removeAll(gone);
    gone.forEach(Rule::release);
  }

  /** The side that the server sees. */
  FaultSource source() {
    return (method, path) ->
        rules.stream().map(rule -> rule.take(method, path)).flatMap(Optional::stream).findFirst();
  }

  /** A rule that lacks only what is to happen. Immutable. */
  public final class Matching {
    private final Turns turns;
    private final String method;
    private final Pattern path;

    private Matching(Turns turns, String method, String pathRegex) {
      this.turns = turns;
      this.method = method.toUpperCase(Locale.ROOT);
      this.path = Pattern.compile(pathRegex);
    }

    /**
     * The requests are not processed and get this JSON instead.
     *
     * @param status the HTTP status
     * @param json the body
     * @return the rule, in force
     */
    public Rule answer(int status, String json) {
      return answer(status, Map.of("Content-Type", "application/json"), json);
    }

    /**
     * The requests are not processed and get this instead.
     *
     * @param status the HTTP status
     * @param headers the headers, Content-Type among them
     * @param body the body
     * @return the rule, in force
     */
    public Rule answer(int status, Map<String, String> headers, String body) {
      return add(new Fault.AnswerInstead(new Answer(status, headers, body)));
    }

    /**
     * The connection is closed; the requests are not processed.
     *
     * @return the rule, in force
     */
    public Rule dropConnection() {
      return add(new Fault.Drop());
    }

    /**
     * The connection is reset (TCP RST); the requests are not processed.
     *
     * @return the rule, in force
     */
    public Rule resetConnection() {
      return add(new Fault.Reset());
    }

    /**
     * The requests are not processed until {@link Rule#release()} or {@link #clear()}, and never if
     * the client gives up or is killed before that.
     *
     * @return the rule, in force
     */
    public Rule holdRequest() {
      return add(new Fault.HoldRequest(new Gate()));
    }

    /**
     * The requests are processed, but the connection is closed without an answer.
     *
     * @return the rule, in force
     */
    public Rule loseAnswer() {
      return add(new Fault.LoseAnswer());
    }

    /**
     * The requests are processed, but the connection is reset (TCP RST) without an answer.
     *
     * @return the rule, in force
     */
    public Rule resetAnswer() {
      return add(new Fault.ResetAnswer());
    }

    /**
     * The requests are processed, but their answers are kept back until {@link Rule#release()},
     * {@link #clear()} or the end of the connection or the server.
     *
     * @return the rule, in force
     */
    public Rule holdAnswer() {
      return add(new Fault.Hold(new Gate()));
    }

    /**
     * The requests are processed; status, headers and the first half of the body are sent, and the
     * rest is kept back as by {@link #holdAnswer()}.
     *
     * @return the rule, in force
     */
    public Rule stallAnswer() {
      return add(new Fault.Stall(new Gate()));
    }

    /**
     * The requests are processed, but only half of the body is sent before the connection is
     * closed.
     *
     * @return the rule, in force
     */
    public Rule truncateAnswer() {
      return add(new Fault.Truncate());
    }

    /**
     * The requests are processed, but get another answer than the real one.
     *
     * @param status the HTTP status
     * @param contentType the type of the body
     * @param body the body
     * @return the rule, in force
     */
    public Rule replaceAnswer(int status, String contentType, String body) {
      return replaceAnswer(status, Map.of("Content-Type", contentType), body);
    }

    /**
     * The requests are processed, but get another answer than the real one.
     *
     * @param status the HTTP status
     * @param headers the headers, Content-Type among them
     * @param body the body
     * @return the rule, in force
     */
    public Rule replaceAnswer(int status, Map<String, String> headers, String body) {
      return add(new Fault.ReplaceAnswer(new Answer(status, headers, body)));
    }

    /**
     * The requests are processed, but answered by 200 with a body that says it is JSON and isn't.
     *
     * @return the rule, in force
     */
    public Rule garbleAnswer() {
      return replaceAnswer(200, "application/json", "{\"name\": \u0000\ufffd garbage");
    }

    /**
     * The requests are processed, but answered by 200 with an HTML page, as a proxy might do.
     *
     * @return the rule, in force
     */
    public Rule htmlAnswer() {
      String page = "<!DOCTYPE html><html><body><h1>Please sign in</h1></body></html>";
      return replaceAnswer(200, "text/html; charset=UTF-8", page);
    }

    private Rule add(Fault fault) {
      Rule rule = new Rule(new Wanted(turns, method, path), fault);
      rules.add(rule);
      return rule;
    }
  }

  /** A rule in force. Thread-safe. */
  public static final class Rule {
    private final Wanted wanted;
    private final Fault fault;
    private final Firings firings = new Firings();

    private Rule(Wanted wanted, Fault fault) {
      this.wanted = wanted;
      this.fault = fault;
    }

    private Optional<FaultSource.Met> take(String method, String path) {
      return wanted.has(method, path)
          ? Optional.of(new FaultSource.Met(fault, firings::add))
          : Optional.empty();
    }

    /**
     * How many times it has done what it does.
     *
     * @return 0 at first; it counts when a request arrives or, if the rule lets the request be
     *     processed, when that is done, and each time before the client can notice
     */
    public int fired() {
      return firings.count();
    }

    /**
     * Waits until {@link #fired()} is at least a number, for a test that is to do something at that
     * very point, for example kill the client whose answer is held.
     *
     * @param times the number, for example 1
     * @param atMost how long to wait, for example 10 seconds
     * @throws IllegalStateException if it is less when the time is over, or if the thread is
     *     interrupted, which stays noted
     */
    public void awaitFired(int times, Duration atMost) {
      if (!firings.await(times, atMost)) {
        throw new IllegalStateException("met too few requests in " + atMost + ": " + this);
      }
    }

    /** Meets no more requests. */
    public void cancel() {
      wanted.cancel();
    }

    /** Lets go of the requests and answers it keeps back, if any, and keeps back no more. */
    public void release() {
      fault.release();
    }

    /**
     * What it is for.
     *
     * @return for example {@code POST /v1/projects/hr/releases: 1 of 2}, or {@code GET
     *     /v1/projects/hr/rollouts: 1 of every 5}
     */
    @Override
    public String toString() {
      return wanted.text(fired());
    }
  }
}
