package io.bytebase4j.client.name;

import io.bytebase4j.client.rest.ResourceName;

/**
 * The name of an environment, which is what a stage deploys to. For example {@code
 * environments/prod}, in {@code bytebase.v1.SettingService}. Immutable and thread-safe.
 *
 * @param id id of the environment, for example {@code prod}
 */
public record EnvironmentName(String id) implements ResourceName {
  /**
   * Puts the name together.
   *
   * @param id id of the environment, for example {@code prod}
   * @throws IllegalArgumentException if the id is null, empty, a dot or two, or holds a slash,
   *     whitespace or a control character
   */
  public EnvironmentName {
    NameForm.ENVIRONMENT.requireId(id);
  }

  /**
   * Puts the name together from ids.
   *
   * @param environment id of the environment, for example {@code prod}
   * @return the name
   * @throws IllegalArgumentException if an id is null, empty, a dot or two, or holds a slash,
   *     whitespace or a control character
   */
  public static EnvironmentName of(String environment) {
    return new EnvironmentName(environment);
  }

  /**
   * Takes a full name apart.
   *
   * @param name for example {@code environments/prod}
   * @return the name, whose text is the one given
   * @throws IllegalArgumentException if it is no name of an environment
   */
  public static EnvironmentName parse(String name) {
    return new EnvironmentName(NameForm.ENVIRONMENT.split(name).id());
  }

  @Override
  public String name() {
    return "environments/" + id;
  }

  /**
   * The full name.
   *
   * @return the same as {@link #name}
   */
  @Override
  public String toString() {
    return name();
  }
}
