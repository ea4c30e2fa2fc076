package io.bytebase4j.gitops.ci;

import io.bytebase4j.gitops.common.GitOpsException;
import java.nio.file.Path;

/** A folder is not in the checkout of the repository, so its files have no path there. */
public final class OutsideCheckoutException extends GitOpsException {
  private static final long serialVersionUID = 1L;

  private final transient Path folder;
  private final transient Path checkoutRoot;

  OutsideCheckoutException(Path folder, Path checkoutRoot) {
    super(
        "folder "
            + folder
            + " is not in "
            + checkoutRoot
            + ", where the repository is checked out: take a folder in it, or give the path prefix"
            + " of the files yourself");
    this.folder = folder;
    this.checkoutRoot = checkoutRoot;
  }

  /**
   * The folder.
   *
   * @return the folder as it was given
   */
  public Path folder() {
    return folder;
  }

  /**
   * Where the repository is checked out.
   *
   * @return the checkout's root
   */
  public Path checkoutRoot() {
    return checkoutRoot;
  }
}
