package dev.tributary.portal;

import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpCall;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/// A file that pages load, as it is answered.
///
/// @param type its media type
/// @param plain in base64, as Lambda takes bytes
/// @param zipped the same compressed, where that is less
record Asset(String type, String plain, Optional<String> zipped) {
    /// @param name with its ending, which says the type
    /// @throws IllegalArgumentException for an ending that no page loads
    static Asset of(String name, byte[] bytes) {
        byte[] zipped = zip(bytes);
        return new Asset(
                type(name),
                Base64.getEncoder().encodeToString(bytes),
                zipped.length < bytes.length
                        ? Optional.of(Base64.getEncoder().encodeToString(zipped))
                        : Optional.empty());
    }

    /// As a file, compressed where the call takes that. How long it is kept is said by who serves it.
    HttpAnswer answer(HttpCall call) {
        boolean isZipped = zipped.isPresent() && takesZipped(call);
        HttpAnswer answer = new HttpAnswer(
                200, Map.of("content-type", type, "vary", "accept-encoding"), isZipped ? zipped.get() : plain, true);
        return isZipped ? answer.with("content-encoding", "gzip") : answer;
    }

    /// RFC 9110, 12.5.3; what is named with a weight of nothing is not taken.
    private static boolean takesZipped(HttpCall call) {
        return call.header("accept-encoding").stream()
                .flatMap(header -> Stream.of(header.split(",", -1)))
                .map(coding -> coding.replace(" ", "").toLowerCase(Locale.ROOT))
                .anyMatch(coding ->
                        coding.equals("gzip") || coding.startsWith("gzip;q=") && !coding.matches("gzip;q=0(\\.0*)?"));
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "js" -> "text/javascript; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "json" -> "application/json";
            case "svg" -> "image/svg+xml";
            case "txt" -> "text/plain; charset=utf-8";
            default -> throw new IllegalArgumentException(name + " is no file of a page");
        };
    }

    private static byte[] zip(byte[] bytes) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory does not fail", impossible);
        }
        return zipped.toByteArray();
    }
}
