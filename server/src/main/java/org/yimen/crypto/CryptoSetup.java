package org.yimen.crypto;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CryptoSetup {

    /**
     * Beside the data folder unless {@code yimen.keys} says where: one backup must never hold both. The file that unlocks them
     * lies beside the keys unless {@code yimen.keys-unlock} says where, e.g. on a disk in memory.
     */
    @Bean
    KeyStore keyStore(
            @Value("${yimen.data:.yimen/data}") Path data,
            @Value("${yimen.keys:}") String keys,
            @Value("${yimen.keys-unlock:}") String unlock) {
        Path folder = keys.isBlank() ? data.resolveSibling(data.getFileName() + "-keys") : Path.of(keys);
        return new KeyFolder(folder, data, unlock.isBlank() ? KeyFolder.unlockingOf(folder) : Path.of(unlock));
    }
}
