package dev.tributary.portal;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// All files that pages load, read once at the start. They stand under a name that their contents give:
/// what a browser has kept is never another build's, and it may keep it for ever.
///
/// @param build twelve hexadecimal digits over names and contents
/// @param files by their path below the build, `vendor/lit/index.js`
record Assets(String build, Map<String, Asset> files) {
    static final String PREFIX = "/assets/";

    /// A WebJar's files stand below its version, which the build's name makes superfluous.
    private static final Pattern WEB_JAR = Pattern.compile("META-INF/resources/webjars/([^/]+)/[^/]+/");

    Assets {
        files = Map.copyOf(files);
    }

    /// From the folder `web` beside this class, in a jar or not.
    static Assets ofClassPath() {
        try {
            URI folder = Assets.class.getResource("web").toURI();
            if (folder.getScheme().equals("jar")) {
                try (FileSystem jar = FileSystems.newFileSystem(folder, Map.of())) {
                    return read(jar.getPath(folder.getSchemeSpecificPart().replaceFirst(".*!", "")));
                }
            }
            return read(Path.of(folder));
        } catch (URISyntaxException | IOException e) {
            throw new IllegalStateException("the pages cannot be read", e);
        }
    }

    private static Assets read(Path folder) throws IOException {
        Map<String, byte[]> found = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                found.put(WEB_JAR.matcher(name).replaceFirst("$1/"), Files.readAllBytes(file));
            }
        }
        Map<String, Asset> files = new TreeMap<>();
        found.forEach((name, bytes) -> files.put(name, Asset.of(name, bytes)));
        return new Assets(build(found), files);
    }

    private static String build(Map<String, byte[]> files) {
        MessageDigest digest = sha256();
        files.forEach((name, bytes) -> {
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(sha256().digest(bytes));
        });
        return HexFormat.of().formatHex(digest.digest(), 0, 6);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is part of every JDK", impossible);
        }
    }

    /// Where a page loads a file from: `/assets/0123456789ab/app.js`.
    /// @throws IllegalArgumentException when there is no such file
    String path(String name) {
        if (!files.containsKey(name)) {
            throw new IllegalArgumentException("there is no file " + name);
        }
        return PREFIX + build + "/" + name;
    }

    /// By the path of a call; empty for another build's files, which are gone.
    Optional<Asset> at(String path) {
        String own = PREFIX + build + "/";
        return path.startsWith(own) ? Optional.ofNullable(files.get(path.substring(own.length()))) : Optional.empty();
    }

    /// The files of a folder, in order: `lib/`.
    List<String> in(String folder) {
        return files.keySet().stream()
                .filter(name -> name.startsWith(folder))
                .sorted()
                .toList();
    }
}
