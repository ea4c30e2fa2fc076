package io.bytebase4j.client.rest;

/** What may happen when a request of an operation reaches the server twice. */
public enum OperationClass {
  /** Nothing is changed: may be sent again after any fault that may pass. */
  READ,
  /** The second changes nothing more: may be sent again after any fault that may pass. */
  IDEMPOTENT,
  /**
   * Something may be made or done twice: sent again only where the server surely did not process
   * the request, which is when there was no connection, or it answered 429.
   */
  CREATE
}
