package dev.tributary.api;

import java.security.cert.X509Certificate;
import java.util.Optional;

/// Where the certificates come from by which PayPal signs.
@FunctionalInterface
interface PayPalCertificates {
    /// @param address as the event has it
    /// @return empty for an address that is none of PayPal's, or has no certificate
    /// @throws dev.tributary.domain.stored.UnavailableException when PayPal does not answer: the
    /// event comes again
    Optional<X509Certificate> find(String address);
}
