package org.yimen.operations;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.yimen.platform.postgres.ClusterCopy;

/**
 * Between two backups the log brings the rows along and this the files that they lead to. The commit after each round tells a
 * restore that nothing is missing up to then, though nobody may have written anything.
 */
@Component
class FilesMirror {

    private static final Logger log = LoggerFactory.getLogger(FilesMirror.class);

    private final Path data;
    private final Path files;
    private final JdbcClient jdbc;

    FilesMirror(@Value("${yimen.data}") Path data, @Value("${yimen.files:}") String files, JdbcClient jdbc) {
        this.data = data;
        this.files = files.isBlank() ? data.resolveSibling(data.getFileName() + "-files") : Path.of(files);
        this.jdbc = jdbc;
    }

    @Scheduled(fixedDelayString = "${yimen.backup.mirror-every:PT1M}")
    void mirror() {
        try {
            Optional<Repository> repository = Repository.of(data);
            if (repository.isPresent()) {
                int copied = repository.get().copyNewFiles(files);
                jdbc.sql(ClusterCopy.MARK).query(Object.class).single();
                log.debug("Copied {} files to {}", copied, repository.get().folder());
            }
        } catch (IOException failure) {
            log.error("New files do not get into the backup: is its disk there, and not full?", failure);
        }
    }
}
