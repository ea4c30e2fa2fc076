package io.bytebase4j.client.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Collections;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** TLS with certificates of the caller's: a CA beside the platform's, an identity of its own. */
record Tls(SSLSocketFactory sockets, X509TrustManager trust) {
  /**
   * Reads the files.
   *
   * @throws IllegalArgumentException if one can't be read, naming it
   */
  static Tls of(@Nullable Path trusted, Settings.@Nullable Identity identity) {
    X509TrustManager trust = trust(trusted);
    KeyManager @Nullable [] keys = identity == null ? null : keys(identity);
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, new TrustManager[] {trust}, null);
      return new Tls(context.getSocketFactory(), trust);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no TLS", e);
    }
  }

  private static X509TrustManager trust(@Nullable Path file) {
    try {
      X509TrustManager platform = managerOf(null);
      if (file == null) {
        return platform;
      }
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (X509Certificate certificate : platform.getAcceptedIssuers()) {
        store.setCertificateEntry("platform-" + number++, certificate);
      }
      for (Certificate certificate : certificates(file)) {
        store.setCertificateEntry("added-" + number++, certificate);
      }
      return managerOf(store);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this JVM's trust store can't be read", e);
    }
  }

  private static X509TrustManager managerOf(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager x509) {
        return x509;
      }
    }
    throw new GeneralSecurityException("no trust manager for X.509");
  }

  private static Collection<? extends Certificate> certificates(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (found.isEmpty()) {
        throw new IllegalArgumentException(file + " holds no certificate in PEM form");
      }
      return found;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          file + " is no readable file of certificates in PEM form: " + e, e);
    }
  }

  private static boolean isKey(KeyStore store, String alias) {
    try {
      return store.isKeyEntry(alias);
    } catch (KeyStoreException e) {
      throw new IllegalStateException("a key store that was just read", e);
    }
  }

  private static KeyManager[] keys(Settings.Identity identity) {
    char[] password = identity.password().toCharArray();
    try (InputStream in = Files.newInputStream(identity.pkcs12())) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password);
      if (Collections.list(store.aliases()).stream().noneMatch(alias -> isKey(store, alias))) {
        throw new IllegalArgumentException(identity.pkcs12() + " holds no key");
      }
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, password);
      return factory.getKeyManagers();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          identity.pkcs12() + " is no key store in PKCS #12 form, or its password is another: " + e,
          e);
    }
  }
}
