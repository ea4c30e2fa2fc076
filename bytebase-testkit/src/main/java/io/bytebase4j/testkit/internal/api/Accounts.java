package io.bytebase4j.testkit.internal.api;

import io.bytebase4j.testkit.internal.http.ApiException;
import io.bytebase4j.testkit.internal.json.GoText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who may sign in: a service account, a user who may do everything, and workload identities.
 * Thread-safe.
 */
public final class Accounts {

  private final String serviceAccount;
  private final String serviceAccountSecret;
  private final String admin;
  private final String adminPassword;
  private final Map<String, WorkloadIdentity> workloadIdentities = new LinkedHashMap<>();

  /**
   * Makes the accounts.
   *
   * @param serviceAccount the e-mail of the service account
   * @param serviceAccountSecret its key
   * @param admin the e-mail of the user
   * @param adminPassword the user's password
   * @param workloadIdentities the workload identities, each with an e-mail of its own
   */
  public Accounts(
      String serviceAccount,
      String serviceAccountSecret,
      String admin,
      String adminPassword,
      List<WorkloadIdentity> workloadIdentities) {
    this.serviceAccount = serviceAccount;
    this.serviceAccountSecret = serviceAccountSecret;
    this.admin = admin;
    this.adminPassword = adminPassword;
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
    return identity;
  }

  /** Who signs in with a password or key; a workload identity has neither. */
  Principal signIn(String email, String password) {
    boolean good =
        (email.equals(serviceAccount) && same(serviceAccountSecret, password))
            || (email.equals(admin) && same(adminPassword, password));
    if (!good) {
      throw ApiException.unauthenticated("invalid email or password");
    }
    return new Principal(email, email.equals(admin));
  }

  /** Whom a token was made for. */
  Principal find(String email) {
    if (!email.equals(serviceAccount)
        && !email.equals(admin)
        && !workloadIdentities.containsKey(email)) {
      throw ApiException.unauthenticated(
          "principal " + GoText.quote(email) + " not exists in the access token");
    }
    return new Principal(email, email.equals(admin));
  }

  private static boolean same(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
