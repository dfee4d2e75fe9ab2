package dev.tributary.infrastructure.local.check;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// What a rail was told in a file: its records, as RFC 4180 reads them, or its transfers where it is XML.
final class PayoutFileLines {
    private PayoutFileLines() {}

    /// @param raw the record with its line end, byte for byte
    /// @param affiliate where the file names it
    record Line(String file, String payout, Optional<String> affiliate, String amount, String currency, String raw) {
        String hash() {
            return sha256(raw.getBytes(StandardCharsets.UTF_8));
        }
    }

    /// The head is not among them.
    static List<Line> of(String file, byte[] bytes) {
        if (file.endsWith(".xml")) {
            return Pain001Lines.of(file, bytes);
        }
        List<Line> lines = new ArrayList<>();
        for (String raw : records(new String(bytes, StandardCharsets.UTF_8))) {
            List<String> cells = cells(raw);
            if (!cells.getFirst().equals("payout_id")) {
                lines.add(new Line(
                        file,
                        cells.getFirst(),
                        Optional.of(cells.get(1)),
                        cells.get(cells.size() - 2),
                        cells.getLast(),
                        raw));
            }
        }
        return lines;
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static List<String> records(String text) {
        List<String> records = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            if (letter == '"') {
                quoted = !quoted;
            } else if (letter == '\n' && !quoted) {
                records.add(text.substring(start, at + 1));
                start = at + 1;
            }
        }
        if (start < text.length()) {
            records.add(text.substring(start));
        }
        return records;
    }

    private static List<String> cells(String record) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int at = 0; at < record.length(); at++) {
            char letter = record.charAt(at);
            if (quoted) {
                boolean doubled = letter == '"' && at + 1 < record.length() && record.charAt(at + 1) == '"';
                if (letter != '"' || doubled) {
                    cell.append(letter);
                    at += doubled ? 1 : 0;
                } else {
                    quoted = false;
                }
            } else {
                switch (letter) {
                    case '"' -> quoted = true;
                    case ',' -> {
                        cells.add(cell.toString());
                        cell.setLength(0);
                    }
                    case '\r', '\n' -> {}
                    default -> cell.append(letter);
                }
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
