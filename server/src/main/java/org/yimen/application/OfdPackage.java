package org.yimen.application;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * The parts of an OFD (GB/T 33190) by their places in it. Whatever a part names lies in the package: nothing is ever read
 * from elsewhere, and no more than the bounds say.
 */
final class OfdPackage implements AutoCloseable {

    private static final long MOST_MARKUP = 2L * 1024 * 1024;
    private static final long MOST_IN_ALL = 6L * 1024 * 1024;

    private final ZipFile zip;
    private long read;

    OfdPackage(byte[] ofd) throws IOException {
        this.zip = ZipFile.builder().setByteArray(ofd).get();
    }

    /** Where {@code location} leads from the part {@code from}: from the root where it begins with a slash. */
    static String resolve(String from, String location) {
        var parts = new ArrayDeque<String>();
        if (!location.startsWith("/") && from.contains("/")) {
            for (String part : from.substring(0, from.lastIndexOf('/')).split("/", -1)) {
                parts.add(part);
            }
        }
        for (String part : location.strip().split("/", -1)) {
            switch (part) {
                case "", "." -> {
                    // Here.
                }
                case ".." -> parts.pollLast();
                default -> parts.add(part);
            }
        }
        return String.join("/", parts);
    }

    /** The root of an XML part; nothing where there is none of that name. */
    Optional<Element> markup(String place) throws IOException {
        Optional<byte[]> part = part(place, MOST_MARKUP);
        return part.isEmpty() ? Optional.empty() : Optional.of(parsed(part.get()));
    }

    private static Element parsed(byte[] markup) throws IOException {
        try {
            var builders = DocumentBuilderFactory.newInstance();
            builders.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            builders.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            builders.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            builders.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            builders.setNamespaceAware(true);
            builders.setXIncludeAware(false);
            var builder = builders.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new ByteArrayInputStream(markup)).getDocumentElement();
        } catch (SAXException broken) {
            throw new IOException("Not XML", broken);
        } catch (ParserConfigurationException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** @throws IOException where it, or what was read altogether, is longer than the bound */
    Optional<byte[]> part(String place, long most) throws IOException {
        ZipArchiveEntry entry = zip.getEntry(place);
        if (entry == null || entry.isDirectory() || entry.isUnixSymlink() || !isPlain(entry.getMethod())) {
            return Optional.empty();
        }
        try (InputStream content = zip.getInputStream(entry)) {
            // What the archive says of its own sizes is not believed.
            byte[] bytes = content.readNBytes((int) most + 1);
            read += bytes.length;
            if (bytes.length > most || read > MOST_IN_ALL) {
                throw new IOException("Too long: " + bytes.length);
            }
            return Optional.of(bytes);
        }
    }

    private static boolean isPlain(int method) {
        return method == ZipEntry.STORED || method == ZipEntry.DEFLATED;
    }

    static List<Element> children(Element of) {
        var children = new ArrayList<Element>();
        for (Node node = of.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    static List<Element> children(Element of, String name) {
        return children(of).stream()
                .filter(each -> name.equals(each.getLocalName()))
                .toList();
    }

    /** The first one of that name, step by step. */
    static Optional<Element> child(Element of, String... path) {
        Optional<Element> at = Optional.of(of);
        for (String name : path) {
            at = at.flatMap(each -> children(each, name).stream().findFirst());
        }
        return at;
    }

    static String text(Element of) {
        return of.getTextContent().strip();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
