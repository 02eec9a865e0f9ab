package org.yimen.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yimen.identifier.CaseNumber;

class PersonalNumbersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "11010119900307001X",
                "身份证１１０１０１１９９００３０７００１Ｘ",
                "110101 1990 0307 0011",
                "110101-1990-03-07-0011",
                "1 1 0 1 0 1 1 9 9 0 0 3 0 7 0 0 1 1",
                "6299-0119-9503-1245-24",
                "110101\u200B19900307\u202E001X",
                "１３９００００１２３４",
                "139 0000 1234",
                "139-0000-1234",
                "139.0000.1234",
                "电话：1 3 9 0 0 0 0 1 2 3 4。",
                "+8613900001234",
                "+86 139 0000 1234",
                "ID629901196501180318",
                "电话-15400000003",
                "tel15400000003",
                "15400000003a",
                "(154)00000003",
                "(154)0000-0003",
                "154/0000/0003",
                "154,0000,0003",
                "154、0000、0003",
                "154_0000_0003",
                "154    0000    0003",
                "154 0000 0003，2026",
                "一五四零零零零零零零三",
                "壹伍肆〇〇〇〇〇〇〇叁",
                "629901/19950312/4524",
                "629901,19950312,4524",
                "629901(19950312)4524",
                "629901199503124524-1",
                "六二九九〇一一九九五〇三一二四五二四",
                "1\uFE0F5\u034F4\u3164000\u115F00003",
                "154\uDB40\uDD000000\u180B0003",
                "1\uFE0F\u20E35\uFE0F\u20E34000\u200D00003",
                "١٥٤٠٠٠٠٠٠٠٣",
                "१५४००००० ००३",
                "629901१९९५०३१२४५२४"
            })
    void aNumberIsFoundHoweverItIsSpelt(String text) {
        assertThat(PersonalNumbers.isIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "629901-261121-00017-K",
                "01890a5d-ac96-774b-bcce-139000001234",
                "91350100M000100Y43",
                "139.110.20.123",
                "138 2026-11-18",
                "139000000.12",
                "1.2.3.4.5",
                "2026-11-18 10:30",
                "110101 1990 0307 001X",
                "3, 5, 7, 11, 13, 17",
                "13, 5, 7, 11, 13, 17, 3",
                "费用 1500、1600、300 元",
                "注册资本1500000，2026年",
                "预算 150，20262027 年度",
                "15,000,000,000.00",
                "13:45:00.123",
                "13:00–17:30, 138",
                "一、三、五、七、九，二〇二六年十一月",
                "ID629901196501180317"
            })
    void numbersOfOtherThingsAreLeftAlone(String text) {
        assertThat(PersonalNumbers.isIn(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'电话 13900001234，身份证 11010119900307001X。','电话 139****1234，身份证 110***********001X。'",
        "'139-0000-1234 或 138 0000 5678','139-****-1234 或 138 **** 5678'",
        "'110101 1990 0307 0011','110*** **** **** 0011'",
        "'１３９００００１２３４','１３９****１２３４'",
        "'𝟏𝟑𝟗𝟎𝟎𝟎𝟎𝟏𝟐𝟑𝟒','𝟏𝟑𝟗****𝟏𝟐𝟑𝟒'",
        "'+86 139 0000 1234','+86 1** **** 1234'",
        "'受理号 629901-261121-00017-K，2026-11-18 交 139.50 元','受理号 629901-261121-00017-K，2026-11-18 交 139.50 元'"
    })
    void ofANumberOnlyTheEndsStayAndTheRestOfTheTextIsAsItWas(String text, String masked) {
        assertThat(PersonalNumbers.masked(text)).isEqualTo(masked);
        assertThat(PersonalNumbers.isIn(masked)).isFalse();
    }

    @Test
    void longTextsWithoutANumberAreReadInNoTime() {
        String much = "1 2 ".repeat(5000);

        assertThat(PersonalNumbers.masked(much)).isEqualTo(much);
    }

    /** Whatever chance puts into the names of rows, numbers of cases, sums and moments, the log takes them. */
    @Test
    void noNameOfARowAndNoMomentIsTakenForOne() {
        var random = new Random(17);
        for (int i = 0; i < 100_000; i++) {
            var id = new UUID(random.nextLong(), random.nextLong());
            var day = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(3000));
            String number = new CaseNumber("629901", day, random.nextInt(1, 9_999_999)).toString();
            String moment =
                    Instant.ofEpochMilli(1_700_000_000_000L + random.nextInt()).toString();
            String money = "¥%d.%02d".formatted(random.nextInt(200_000_000), random.nextInt(100));

            for (String text : List.of(id.toString(), number, moment, money, id + " " + number + " " + moment)) {
                assertThat(PersonalNumbers.isIn(text)).as(text).isFalse();
            }
        }
    }

    /** What a form may hold is read once, not once for each number in it. */
    @Test
    void aLongTextOfGroupsIsReadInOneGo() {
        String once = "1 3 ".repeat(1_000);
        String tenTimes = once.repeat(10);
        PersonalNumbers.isIn(tenTimes);

        assertThat(cpu(() -> PersonalNumbers.isIn(tenTimes)))
                .as("ten times as long, not a hundred times")
                .isLessThan(40 * cpu(() -> PersonalNumbers.isIn(once)));
        assertThat(PersonalNumbers.isIn("字".repeat(50_001))).isTrue();
    }

    private static long cpu(Runnable look) {
        var threads = ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long from = threads.getCurrentThreadCpuTime();
            look.run();
            least = Math.min(least, threads.getCurrentThreadCpuTime() - from);
        }
        return least;
    }
}
