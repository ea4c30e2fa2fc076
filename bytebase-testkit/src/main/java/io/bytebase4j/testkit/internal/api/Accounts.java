package io.bytebase4j.testkit.internal.api;

import io.bytebase4j.testkit.internal.http.ApiException;
import io.bytebase4j.testkit.internal.json.GoText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who may sign in: a service account, a user who may do everything, and workload identities.
 * Thread-safe.
 */
public final class Accounts {

  private final String serviceAccount;
  private final String admin;
  private final String adminPassword;
  private final Map<String, WorkloadIdentity> workloadIdentities = new LinkedHashMap<>();
  private final AccountRules rules;
  private final Set<String> agentMay;
  private final Set<String> serviceAccountMay;
  private final List<String> serviceAccountRoles;
  private final Set<String> deleted = ConcurrentHashMap.newKeySet();
  private final LoginFailures failures;
  private volatile String serviceAccountSecret;

  /**
   * Makes the accounts.
   *
   * @param serviceAccount the e-mail of the service account
   * @param serviceAccountSecret its key
   * @param admin the e-mail of the user
   * @param adminPassword the user's password
   * @param usualRoles whether the service account has the usual roles
   * @param moreRoles the roles that the service account has besides the usual ones
   * @param workloadIdentities the workload identities, each with an e-mail of its own
   * @param clock tells how long ago a sign-in failed
   * @param rules what differs with the age of the server
   */
  public Accounts(
      String serviceAccount,
      String serviceAccountSecret,
      String admin,
      String adminPassword,
      boolean usualRoles,
      List<String> moreRoles,
      List<WorkloadIdentity> workloadIdentities,
      InstantSource clock,
      AccountRules rules) {
    this.serviceAccount = serviceAccount;
    this.serviceAccountSecret = serviceAccountSecret;
    this.admin = admin;
    this.adminPassword = adminPassword;
    this.rules = rules;
    this.agentMay = rules.roles().permissions(rules.roles().usual());
    this.serviceAccountRoles = new ArrayList<>(usualRoles ? rules.roles().usual() : List.of());
    serviceAccountRoles.addAll(moreRoles);
    this.serviceAccountMay = rules.roles().permissions(serviceAccountRoles);
    this.failures = new LoginFailures(clock, rules.mostFailures());
    workloadIdentities.forEach(i -> this.workloadIdentities.put(i.email(), i));
  }

  /** The e-mail of the service account. */
  public String serviceAccount() {
    return serviceAccount;
  }

  /** The key of the service account. */
  public String serviceAccountSecret() {
    return serviceAccountSecret;
  }

  /** Gives the service account another key. Tokens that were got with the old one stay good. */
  public void rotate(String key) {
    requireActive(serviceAccount);
    serviceAccountSecret = key;
  }

  /** Deletes the service account or a workload identity, for the time being. */
  public void delete(String email) {
    requireDeletable(email);
    if (!deleted.add(email)) {
      throw new IllegalStateException("the account " + email + " is deleted already");
    }
  }

  /** Takes a deletion back: key and tokens are as good as before. */
  public void undelete(String email) {
    requireDeletable(email);
    if (!deleted.remove(email)) {
      throw new IllegalStateException("the account " + email + " is not deleted");
    }
  }

  private void requireDeletable(String email) {
    if (!email.equals(serviceAccount) && !workloadIdentities.containsKey(email)) {
      throw new IllegalArgumentException(
          "no service account or workload identity has the e-mail " + email);
    }
  }

  private void requireActive(String email) {
    if (deleted.contains(email)) {
      throw new IllegalStateException("the account " + email + " is deleted");
    }
  }

  /** The roles of the service account in the project. */
  public List<String> serviceAccountRoles() {
    return List.copyOf(serviceAccountRoles);
  }

  /** What there is to know of roles. */
  public Roles roles() {
    return rules.roles();
  }

  /** The e-mail of the user who may do everything. */
  public String admin() {
    return admin;
  }

  /** That user's password. */
  public String adminPassword() {
    return adminPassword;
  }

  WorkloadIdentity workloadIdentity(String email) {
    WorkloadIdentity identity = workloadIdentities.get(email);
    if (identity == null) {
      throw ApiException.notFound("workload identity " + GoText.quote(email) + " not found");
    }
    if (deleted.contains(email)) {
      throw ApiException.unauthenticated("workload identity has been deactivated");
    }
    return identity;
  }

  /** Who signs in with a password or key; a workload identity has neither. */
  public Principal signIn(String email, String password) {
    failures.check(email);
    boolean good =
        (email.equals(serviceAccount) && same(serviceAccountSecret, password))
            || (email.equals(admin) && same(adminPassword, password));
    if (!good) {
      failures.add(email);
      throw ApiException.unauthenticated(rules.wrongPassword());
    }
    if (deleted.contains(email)) {
      throw ApiException.unauthenticated(rules.deactivated());
    }
    return principal(email);
  }

  /** Whom a token was made for. */
  Principal find(String email) {
    if (deleted.contains(email)) {
      throw ApiException.unauthenticated(rules.revoked().apply(email));
    }
    return principal(email);
  }

  private Principal principal(String email) {
    boolean known = email.equals(serviceAccount);
    return new Principal(email, email.equals(admin), known ? serviceAccountMay : agentMay);
  }

  private static boolean same(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
