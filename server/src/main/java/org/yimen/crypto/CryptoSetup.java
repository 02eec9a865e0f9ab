package org.yimen.crypto;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CryptoSetup {

    /** Beside the data folder unless {@code yimen.keys} says where: one backup must never hold both. */
    @Bean
    KeyStore keyStore(@Value("${yimen.data:.yimen/data}") Path data, @Value("${yimen.keys:}") String keys) {
        return new KeyFolder(keys.isBlank() ? data.resolveSibling(data.getFileName() + "-keys") : Path.of(keys), data);
    }
}
