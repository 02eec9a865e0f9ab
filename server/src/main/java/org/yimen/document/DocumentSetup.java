package org.yimen.document;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yimen.crypto.KeyStore;
import org.yimen.crypto.SealedColumns;
import org.yimen.crypto.SealedColumns.Column;

@Configuration(proxyBeanMethods = false)
class DocumentSetup {

    /** A folder beside the data folder unless {@code yimen.files} says where. */
    @Bean
    BlobStore blobStore(
            @Value("${yimen.data:.yimen/data}") Path data,
            @Value("${yimen.files:}") String files,
            KeyStore keys,
            InstantSource time) {
        Path folder = files.isBlank() ? data.resolveSibling(data.getFileName() + "-files") : Path.of(files);
        return new BlobFolder(folder, keys, time);
    }

    /** What a rotation of keys seals anew here. */
    @Bean
    SealedColumns paperSealed() {
        return new SealedColumns(
                "document.paper", "region_code", "id", List.of(new Column(SealedPapers.READING, "reading_sealed", "")));
    }
}
