package io.bytebase4j.testkit.internal.api;

import java.util.function.UnaryOperator;

/**
 * What differs between the accounts of servers of different ages.
 *
 * @param roles what the roles permit
 * @param mostFailures how often an e-mail may fail to sign in
 * @param wrongPassword what is said when it fails
 * @param deactivated what is said to a deleted account that signs in
 * @param revoked what is said to the token of a deleted account, from its e-mail
 */
public record AccountRules(
    Roles roles,
    int mostFailures,
    String wrongPassword,
    String deactivated,
    UnaryOperator<String> revoked) {}
