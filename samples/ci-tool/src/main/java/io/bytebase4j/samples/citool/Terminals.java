package io.bytebase4j.samples.citool;

import java.io.Console;
import java.lang.reflect.Method;

/** Whether a person looks at what is printed. */
final class Terminals {
  private Terminals() {}

  static boolean isOutputOne() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      // Since Java 22 there is a console without a terminal, too, and this method to tell.
      Method isTerminal = Console.class.getMethod("isTerminal");
      return (boolean) isTerminal.invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
