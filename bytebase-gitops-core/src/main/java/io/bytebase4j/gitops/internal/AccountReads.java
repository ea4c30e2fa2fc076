package io.bytebase4j.gitops.internal;

import static io.bytebase4j.gitops.internal.Defaults.text;

import io.bytebase4j.client.BytebaseClient;
import io.bytebase4j.client.NotFoundException;
import io.bytebase4j.client.PermissionDeniedException;
import io.bytebase4j.client.api.RoleService;
import io.bytebase4j.client.api.UserService;
import io.bytebase4j.client.api.WorkspaceService;
import io.bytebase4j.client.model.Binding;
import io.bytebase4j.client.model.Expr;
import io.bytebase4j.client.model.IamPolicy;
import io.bytebase4j.client.model.User;
import io.bytebase4j.client.rest.ApiCall;
import io.bytebase4j.gitops.internal.AccountCalls.Answer;
import io.bytebase4j.gitops.internal.AccountCalls.Told;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What is read of the account in the same way on servers of all ages. Thread-safe. */
public final class AccountReads {
  private static final String EVERYBODY = "allUsers";
  private static final String GET_PROJECT = "bb.projects.get";

  private final BytebaseClient client;

  /**
   * Reads through a client.
   *
   * @param client the client
   */
  public AccountReads(BytebaseClient client) {
    this.client = client;
  }

  /**
   * Who is signed in; it signs in where that is still to be done. Needs no permission.
   *
   * @param timeout the longest time, retries included
   * @return the account's e-mail address; empty where the server does not tell
   */
  public String email(Duration timeout) {
    return text(me(timeout).getEmail());
  }

  private User me(Duration timeout) {
    return client.service(UserService::new).getCurrentUser().timeout(timeout).execute();
  }

  /**
   * Whether there is a project. Servers look for it before they look for the permission.
   *
   * @param project its name
   * @param timeLeft the longest time of the request, retries included
   * @return whether there is
   */
  public Told project(String project, Supplier<Duration> timeLeft) {
    return Trials.told(GET_PROJECT, client.projects().getProject(project), timeLeft.get(), true);
  }

  /**
   * Whether the policies grant a permission, of those that the account may read. That they don't is
   * not told: it may be in a group that has it, or a condition may hold.
   *
   * @param project the project
   * @param permission for example {@code bb.rollouts.create}
   * @param timeLeft the longest time of each request, retries included
   * @return YES or UNKNOWN
   */
  public Answer granted(String project, String permission, Supplier<Duration> timeLeft) {
    User me = me(timeLeft.get());
    String email = text(me.getEmail());
    boolean granted =
        grants(client.projects().getIamPolicy(project), email, permission, timeLeft)
            || (me.getWorkspace() != null
                && grants(
                    client.service(WorkspaceService::new).getIamPolicy(me.getWorkspace()),
                    email,
                    permission,
                    timeLeft));
    return granted ? Answer.YES : Answer.UNKNOWN;
  }

  private boolean grants(
      ApiCall<IamPolicy> policy, String email, String permission, Supplier<Duration> timeLeft) {
    return permitted(policy, timeLeft).map(IamPolicy::getBindings).orElse(List.of()).stream()
        .filter(binding -> isOf(binding, email))
        .anyMatch(binding -> has(text(binding.getRole()), permission, timeLeft));
  }

  private static boolean isOf(Binding binding, String email) {
    Expr condition = binding.getCondition();
    return (condition == null || text(condition.getExpression()).isEmpty())
        && binding.getMembers().stream()
            .anyMatch(
                member ->
                    member.equals(EVERYBODY)
                        || member.substring(member.indexOf(':') + 1).equals(email));
  }

  private boolean has(String role, String permission, Supplier<Duration> timeLeft) {
    return permitted(client.service(RoleService::new).getRole(role), timeLeft)
        .map(found -> found.getPermissions().contains(permission))
        .orElse(false);
  }

  private static <T> Optional<T> permitted(ApiCall<T> read, Supplier<Duration> timeLeft) {
    try {
      return Optional.of(read.timeout(timeLeft.get()).execute());
    } catch (PermissionDeniedException | NotFoundException e) {
      return Optional.empty();
    }
  }
}
