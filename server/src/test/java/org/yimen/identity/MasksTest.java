package org.yimen.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yimen.identifier.CitizenId;

class MasksTest {

    @ParameterizedTest
    @CsvSource({"张晓明,张*明", "王芳,王*", "欧阳知夏,欧**夏", "阿依古丽,阿**丽", "Anna Lee,A*** L**", "王,*"})
    void aNameKeepsItsEnds(String name, String masked) {
        assertThat(Masks.name(name)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({"15400006021,154****6021", "5550110,*****10"})
    void aPhoneKeepsHeadAndTail(String phone, String masked) {
        assertThat(Masks.phone(phone)).isEqualTo(masked);
    }

    @Test
    void aPersonPrintsWithoutAnythingPersonal() {
        var person = new Person(UUID.randomUUID(), "张晓明", CitizenId.of("629901199503124524"), "15400000001");

        assertThat(person.toString()).doesNotContain("张", "晓明", "629901199503124524", "15400000001");
        assertThat(person.maskedCitizenId()).doesNotContain("1995").endsWith("4524");
    }
}
