package dev.tributary.infrastructure.local.life;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// The platform with one class compiled anew: every class of ours is loaded again beside it, so that
/// what the tests run on is left alone.
final class Variant extends ClassLoader {
    private static final String OURS = "dev.tributary.";

    private final Map<String, ByteArrayOutputStream> compiled;

    private Variant(Map<String, ByteArrayOutputStream> compiled) {
        super(Variant.class.getClassLoader());
        this.compiled = compiled;
    }

    /// @throws IllegalStateException with the compiler's words, when the source does not compile
    static Variant of(String type, String source) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        Map<String, ByteArrayOutputStream> compiled = new HashMap<>();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> options = List.of("-proc:none", "-nowarn", "-classpath", classPath);
        try (StandardJavaFileManager standard = compiler.getStandardFileManager(diagnostics, null, null);
                JavaFileManager files = new ToMemory(standard, compiled)) {
            boolean done = compiler.getTask(
                            null, files, diagnostics, options, null, List.of(new FromMemory(type, source)))
                    .call();
            if (!done) {
                throw new IllegalStateException(diagnostics.getDiagnostics().stream()
                        .filter(one -> one.getKind() == Diagnostic.Kind.ERROR)
                        .toList()
                        .toString());
            }
        }
        return new Variant(compiled);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known == null ? define(name) : known;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        ByteArrayOutputStream changed = compiled.get(name);
        try (InputStream stream = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (changed == null && stream == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = changed == null ? stream.readAllBytes() : changed.toByteArray();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException unreadable) {
            throw new ClassNotFoundException(name, unreadable);
        }
    }

    private static final class FromMemory extends SimpleJavaFileObject {
        private final String source;

        FromMemory(String type, String source) {
            super(URI.create("memory:///" + type.replace('.', '/') + ".java"), Kind.SOURCE);
            this.source = source;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
        }
    }

    private static final class ToMemory extends ForwardingJavaFileManager<StandardJavaFileManager> {
        private final Map<String, ByteArrayOutputStream> compiled;

        ToMemory(StandardJavaFileManager standard, Map<String, ByteArrayOutputStream> compiled) {
            super(standard);
            this.compiled = compiled;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String type, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + type.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    compiled.put(type, bytes);
                    return bytes;
                }
            };
        }
    }
}
