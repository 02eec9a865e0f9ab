package org.yimen.identity;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yimen.crypto.SealedColumns;
import org.yimen.crypto.SealedColumns.Column;

/** What a rotation of keys seals anew here. */
@Configuration(proxyBeanMethods = false)
class PersonColumns {

    @Bean
    SealedColumns personSealed() {
        return new SealedColumns(
                "identity.person",
                "",
                "id",
                List.of(
                        new Column(Persons.NAME, "name_sealed", ""),
                        new Column(Persons.CITIZEN_ID, "citizen_id_sealed", "citizen_id_index"),
                        new Column(Persons.PHONE, "phone_sealed", ""),
                        new Column(Persons.ADDRESS, "address_sealed", "")));
    }
}
