package io.bytebase4j.gitops.ci;

import io.bytebase4j.gitops.ci.CiNote.Fact;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Reads variables as what they should be; where one is not, it is absent and a note says so. */
final class FactReader {
  // Bitbucket cuts commits to 12 digits in places; 64 are those of SHA-256.
  private static final Pattern COMMIT = Pattern.compile("[0-9a-fA-F]{7,64}");
  private static final Pattern NO_COMMIT = Pattern.compile("0+");
  private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,17}");

  private final Variables variables;
  private final List<CiNote> notes = new ArrayList<>();

  FactReader(Variables variables) {
    this.variables = variables;
  }

  List<CiNote> notes() {
    return List.copyOf(notes);
  }

  void note(Fact fact, String reason) {
    notes.add(new CiNote(fact, reason));
  }

  /** Notes why something is missing, unless a note on it says more already. */
  void expect(Fact fact, Optional<?> value, String reason) {
    if (value.isEmpty() && notes.stream().noneMatch(note -> note.fact() == fact)) {
      note(fact, reason);
    }
  }

  /** The first of the variables that is set. */
  Optional<String> text(String... names) {
    return name(names).flatMap(variables::get);
  }

  boolean is(String name, String value) {
    return variables.is(name, value);
  }

  private Optional<String> name(String... names) {
    for (String name : names) {
      if (variables.get(name).isPresent()) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  /** A number from 1 on. */
  Optional<Long> number(Fact fact, String name) {
    return number(fact, name, text(name));
  }

  /** A number from 1 on that stands elsewhere. */
  Optional<Long> number(Fact fact, String where, Optional<String> text) {
    Optional<String> digits = text.map(String::strip);
    if (digits.isPresent() && !NUMBER.matcher(digits.get()).matches()) {
      note(fact, where + " is no whole number from 1 on");
      return Optional.empty();
    }
    return digits.map(Long::valueOf);
  }

  /** The greatest of some numbers that count tries. */
  OptionalInt attempt(String... names) {
    OptionalInt most = OptionalInt.empty();
    for (String name : names) {
      Optional<Long> number = number(Fact.ATTEMPT, name);
      if (number.isPresent()) {
        int found = (int) Math.min(number.get(), Integer.MAX_VALUE);
        most = OptionalInt.of(Math.max(found, most.orElse(found)));
      }
    }
    return most;
  }

  /** The id of a commit. */
  Optional<String> commit(Fact fact, String name) {
    return commit(fact, name, text(name));
  }

  /** The id of a commit that stands elsewhere. */
  Optional<String> commit(Fact fact, String where, Optional<String> text) {
    if (text.isPresent() && !isCommit(text.get())) {
      note(fact, where + " is no id of a Git commit (7 to 64 hexadecimal digits)");
      return Optional.empty();
    }
    return text.map(id -> id.toLowerCase(Locale.ROOT));
  }

  private static boolean isCommit(String text) {
    return COMMIT.matcher(text).matches() && !NO_COMMIT.matcher(text).matches();
  }

  /** The address of a page. */
  Optional<URI> page(Fact fact, String name) {
    Optional<String> text = text(name);
    return noteUnless(fact, name, text, text.flatMap(WebAddress::page));
  }

  /** An address that others are made of, from the first of the variables that is set. */
  Optional<URI> base(Fact fact, String... names) {
    Optional<String> text = text(names);
    return noteUnless(fact, name(names).orElse(""), text, text.flatMap(WebAddress::base));
  }

  private Optional<URI> noteUnless(
      Fact fact, String name, Optional<String> text, Optional<URI> address) {
    if (text.isPresent() && address.isEmpty()) {
      note(fact, name + " is no http or https address");
    }
    return address;
  }

  /** The folder of the checkout, from the first of the variables that is set. */
  Optional<Path> checkoutRoot(String... names) {
    Optional<String> name = name(names);
    if (name.isEmpty()) {
      note(Fact.CHECKOUT_ROOT, names[0] + " is not set");
      return Optional.empty();
    }
    try {
      Path path = Path.of(text(name.get()).orElse(""));
      if (path.isAbsolute()) {
        return Optional.of(path.normalize());
      }
    } catch (InvalidPathException e) {
      // the note says it
    }
    note(Fact.CHECKOUT_ROOT, name.get() + " is no absolute path on this machine");
    return Optional.empty();
  }
}
