package io.bytebase4j.gitops.doctor;

import static io.bytebase4j.gitops.doctor.CheckState.FAILED;
import static io.bytebase4j.gitops.doctor.CheckState.OK;
import static io.bytebase4j.gitops.doctor.CheckState.UNKNOWN;

import io.bytebase4j.client.ApiException;
import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.CredentialsException;
import io.bytebase4j.client.ServerContact;
import io.bytebase4j.client.ServerInfo;
import io.bytebase4j.client.TransportException;
import io.bytebase4j.client.UnauthenticatedException;
import io.bytebase4j.gitops.internal.AccountCalls;
import io.bytebase4j.gitops.internal.AccountCalls.Told;
import io.bytebase4j.gitops.internal.AccountReads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One examination, from the address to the permissions. Used once, by one thread. */
final class Examination {
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final String AUTH_SERVICE = "AuthService/";

  private final DoctorRequest request;
  private final BytebaseClient client;
  private final AccountReads reads;
  private final AccountCalls calls;
  private final Clock clock;
  private final Instant end;
  private final Ledger ledger = new Ledger();
  private final List<JobPermissions> permissions = new ArrayList<>();
  private @Nullable FirstLook first;
  private @Nullable String email;
  private @Nullable ServerInfo server;

  Examination(
      DoctorRequest request,
      BytebaseClient client,
      AccountReads reads,
      AccountCalls calls,
      Clock clock) {
    this.request = request;
    this.client = client;
    this.reads = reads;
    this.calls = calls;
    this.clock = clock;
    this.end = clock.instant().plus(request.timeout());
  }

  DoctorReport report() {
    ledger.need(DoctorCheck.REACHABLE, this::reachable);
    ledger.need(DoctorCheck.TLS, () -> firstLook().tls());
    ledger.look(DoctorCheck.CLOCK, "", () -> firstLook().clock());
    ledger.need(DoctorCheck.SIGN_IN, this::signIn);
    ledger.look(DoctorCheck.ACCOUNT, "", this::account);
    ledger.need(DoctorCheck.VERSION, this::version);
    if (request.project().isEmpty()) {
      ledger.close("not looked at, since no project was named");
    }
    String project = request.project().orElse("");
    ledger.need(DoctorCheck.PROJECT, () -> project(project));
    for (String target : request.targets()) {
      ledger.look(DoctorCheck.TARGET, target, () -> target(project, target));
    }
    permissions(project);
    return new DoctorReport(ledger.checks(), permissions, server);
  }

  /** So little, where there is none, that the next request ends at once and says so. */
  private Duration timeLeft() {
    Duration left = Duration.between(clock.instant(), end);
    return left.compareTo(SHORTEST) < 0 ? SHORTEST : left;
  }

  private FirstLook firstLook() {
    return Objects.requireNonNull(first);
  }

  private DoctorCheck reachable() {
    Instant start = clock.instant();
    ServerContact contact = null;
    TransportException refusal = null;
    try {
      contact = client.contact(timeLeft());
    } catch (TransportException e) {
      if (e.kind() != TransportException.Kind.TLS
          && e.kind() != TransportException.Kind.CERTIFICATE) {
        throw e;
      }
      refusal = e;
    }
    Instant middle = start.plus(Duration.between(start, clock.instant()).dividedBy(2));
    first = new FirstLook(client.url(), contact, refusal, middle);
    return first.reachable();
  }

  private DoctorCheck signIn() {
    try {
      email = reads.email(timeLeft());
      return DoctorCheck.of(DoctorCheck.SIGN_IN, OK, "signed in with " + client.credentials());
    } catch (UnauthenticatedException | CredentialsException e) {
      return Ledger.failed(DoctorCheck.SIGN_IN, e);
    } catch (ApiException e) {
      return e.operation().startsWith(AUTH_SERVICE)
          ? Ledger.failed(DoctorCheck.SIGN_IN, e)
          : DoctorCheck.of(DoctorCheck.SIGN_IN, UNKNOWN, String.valueOf(e.getMessage()));
    }
  }

  private DoctorCheck account() {
    return email == null || email.isEmpty()
        ? DoctorCheck.of(DoctorCheck.ACCOUNT, UNKNOWN, "the server does not tell who is signed in")
        : DoctorCheck.of(DoctorCheck.ACCOUNT, OK, email);
  }

  private DoctorCheck version() {
    ServerInfo found = client.server(timeLeft());
    server = found;
    return DoctorCheck.of(DoctorCheck.VERSION, OK, Wording.version(found));
  }

  private DoctorCheck project(String project) {
    return found(DoctorCheck.PROJECT, project, calls.hasProject(project, this::timeLeft));
  }

  private DoctorCheck target(String project, String target) {
    return found(DoctorCheck.TARGET, target, calls.hasTarget(project, target, this::timeLeft));
  }

  private static DoctorCheck found(String id, String name, Told told) {
    String words = told.detail().isEmpty() ? "" : " (the server: " + told.detail() + ")";
    return switch (told.answer()) {
      case YES -> DoctorCheck.of(id, OK, name + " is there");
      case NO -> DoctorCheck.of(id, FAILED, name + " is not there: check the name" + words);
      case UNKNOWN ->
          DoctorCheck.of(
              id, UNKNOWN, "this account can't tell whether " + name + " is there" + words);
    };
  }

  private void permissions(String project) {
    PermissionCheck check = new PermissionCheck(project, calls, this::timeLeft);
    for (Job job : Job.values()) {
      ledger.look(
          DoctorCheck.PERMISSIONS,
          job.id(),
          () -> {
            JobPermissions told = check.of(job);
            permissions.add(told);
            return Wording.permissions(told, project, Objects.requireNonNull(server));
          });
    }
  }
}
