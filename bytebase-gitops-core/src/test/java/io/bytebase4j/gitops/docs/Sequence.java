package io.bytebase4j.gitops.docs;

import io.bytebase4j.client.ClientEvent;
import io.bytebase4j.client.ClientListener;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a client asks a server and hears, as a picture for Mermaid. */
final class Sequence implements ClientListener {
  private static final Set<String> LOOKS = Set.of("GetRollout", "CreateRollout");

  private final List<ClientEvent.AttemptEnded> attempts =
      Collections.synchronizedList(new ArrayList<>());

  @Override
  public void onEvent(ClientEvent event) {
    if (event instanceof ClientEvent.AttemptEnded attempt && !method(attempt).equals("Login")) {
      attempts.add(attempt);
    }
  }

  private static String method(ClientEvent.AttemptEnded attempt) {
    return attempt.operation().substring(attempt.operation().lastIndexOf('/') + 1);
  }

  /** Draws it. How often a rollout is looked at, once its tasks are started, is left out. */
  String picture() {
    List<String> lines = new ArrayList<>(List.of("sequenceDiagram"));
    boolean started = false;
    for (ClientEvent.AttemptEnded attempt : attempts) {
      if (!started || !LOOKS.contains(method(attempt))) {
        lines.add("    SDK->>Bytebase: " + method(attempt) + what(attempt));
        lines.add(
            attempt.status() == null
                ? "    Bytebase--xSDK: the answer is lost"
                : "    Bytebase-->>SDK: " + attempt.status());
      }
      started |= method(attempt).equals("BatchRunTasks");
    }
    if (started) {
      lines.add("    Note over SDK,Bytebase: looks at the rollout until the tasks are done");
    }
    return lines.stream().collect(Collectors.joining("\n", "", "\n"));
  }

  /** What is looked for; for what is made, nothing. */
  private static String what(ClientEvent.AttemptEnded attempt) {
    return attempt.httpMethod().equals("GET") && attempt.path().matches(".*/(releases|plans)/[^/]+")
        ? " " + attempt.path().substring(attempt.path().lastIndexOf('/') + 1)
        : "";
  }
}
