package dev.tributary.postback;

import dev.tributary.domain.postback.SenderSecret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.function.Function;

/// SenderSignatures of a call against the secrets that may have made them.
final class SenderSignatures {
    private SenderSignatures() {}

    /// Whether there is a signature, and each that a call bears is made with one of the secrets. All secrets
    /// are tried, so that the time tells nothing of which fitted.
    /// @param sign as the header writes it
    static boolean allAre(List<String> claimed, List<SenderSecret> secrets, Function<SenderSecret, byte[]> sign) {
        List<byte[]> expected = secrets.stream().map(sign).toList();
        boolean all = !claimed.isEmpty();
        for (String one : claimed) {
            byte[] text = one.getBytes(StandardCharsets.UTF_8);
            boolean fits = false;
            for (byte[] right : expected) {
                fits |= MessageDigest.isEqual(right, text);
            }
            all &= fits;
        }
        return all;
    }
}
