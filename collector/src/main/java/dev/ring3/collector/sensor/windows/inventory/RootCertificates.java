package dev.ring3.collector.sensor.windows.inventory;

import dev.ring3.collector.sensor.Inventory;
import dev.ring3.collector.sensor.Inventory.Item;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** The certificates that this user and host trust to vouch for others. */
final class RootCertificates {
  private RootCertificates() {}

  static Map<String, Item> look() throws IOException {
    Map<String, Item> items = new LinkedHashMap<>();
    try {
      KeyStore store = KeyStore.getInstance("Windows-ROOT");
      store.load(null, null);
      for (String alias : Collections.list(store.aliases())) {
        if (store.getCertificate(alias) instanceof X509Certificate certificate
            && items.size() < Inventory.MAX_ITEMS) {
          String hash = hash(certificate);
          items.put(hash, new Item("", values(certificate, hash)));
        }
      }
    } catch (GeneralSecurityException e) {
      throw new IOException("the store of root certificates can't be read: " + e.getMessage(), e);
    }
    return items;
  }

  /** As Windows shows it (thumbprint). */
  private static String hash(Certificate certificate) throws GeneralSecurityException {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded()));
  }

  private static Map<String, String> values(X509Certificate certificate, String hash) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("x509.subject.distinguished_name", certificate.getSubjectX500Principal().getName());
    values.put("x509.issuer.distinguished_name", certificate.getIssuerX500Principal().getName());
    values.put("x509.serial_number", certificate.getSerialNumber().toString(16));
    values.put("x509.not_before", certificate.getNotBefore().toInstant().toString());
    values.put("x509.not_after", certificate.getNotAfter().toInstant().toString());
    values.put("x509.Ext.sha1", hash);
    return values;
  }
}
