package org.yimen.document;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.crypto.KeyId;
import org.yimen.crypto.KeyStore;
import org.yimen.document.Seal.Revocation;

/** Papers and seals for tests, worded as the hall words them. */
final class Papers {

    static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");
    static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    static final String ORGAN = "安澜市卫生健康委员会";
    static final Marks MARKS = new Marks(VerificationCode.random(), "https://zwfw.example/verify/7KMP4XQ29TB3");

    private Papers() {}

    static Seal seal(KeyStore keys, SealKind kind, @Nullable Revocation revocation) {
        return seal(keys, kind, ORGAN, revocation);
    }

    static Seal seal(KeyStore keys, SealKind kind, String name, @Nullable Revocation revocation) {
        KeyId key = keys.newSigningKey();
        return new Seal(
                "629901",
                UUID.randomUUID(),
                kind,
                "WJW",
                name,
                key,
                keys.publicKey(key),
                TODAY.minusYears(1),
                TODAY.plusYears(2),
                revocation,
                new UUID(0, 4));
    }

    static Paper acceptance() {
        return Paper.of(PaperKind.ACCEPTANCE, "安卫许受〔2026〕第00017号", "行政许可申请受理通知书", "安澜市云水间餐饮管理有限责任公司", ORGAN, TODAY)
                .withParagraphs(
                        "你（单位）于2026年11月20日提出的“公共场所卫生许可（新办）”申请，经审查，申请事项属于本机关职权范围，申请材料齐全、符合法定形式。"
                                + "根据《中华人民共和国行政许可法》第三十二条第一款第五项的规定，本机关决定予以受理。",
                        "自受理之日起计算，本机关将在下列期限内作出行政许可决定；依法需要听证、检验、检测、检疫、鉴定和专家评审的，所需时间不计算在期限内，并另行书面告知。")
                .withFacts(List.of(
                        new Fact("办件编号", "629901-261121-00017-K"),
                        new Fact("事项名称", "公共场所卫生许可（新办）"),
                        new Fact("受理日期", "2026年11月21日"),
                        new Fact("法定期限", "受理之日起20个工作日（至2026年12月18日）"),
                        new Fact("承诺期限", "受理之日起5个工作日（至2026年11月27日）"),
                        new Fact("咨询电话", "0990-1234567")))
                .withClosing("特此通知。");
    }

    static Paper defects() {
        return Paper.of(PaperKind.DEFECT_NOTICE, "安卫许补〔2026〕第00009号", "行政许可申请材料补正通知书", "王小明", ORGAN, TODAY)
                .withParagraphs("您于2026年11月18日提出的“医疗机构执业登记（含诊所备案、变更、延续、注销等情形）”申请收悉。经审查，申请材料不齐全、不符合法定形式。"
                        + "根据《中华人民共和国行政许可法》第三十二条第一款第四项的规定，现一次告知需要补正的全部内容：")
                .withItems(List.of(
                        "法定代表人身份证明：所附复印件不清晰，姓名和号码无法辨认，请重新提供清晰的复印件或者出示电子身份证明。",
                        "房屋使用证明：租赁合同自2026年10月1日起已经届满，请提供现行有效的合同或者产权证明。",
                        "卫生技术人员名录（Form WJW-2026/03）：缺少执业证书编号一栏。",
                        "消防安全合格证明：未提供。"))
                .withClosing(
                        "请按照上述要求补正。全部补正材料提交齐全、符合法定形式的，本机关自收到之日起受理。您可以到安澜市政务服务中心二层综合窗口提交，也可以登录政务服务网在线提交。",
                        "如对本通知有异议，可以自收到本通知之日起六十日内向安澜市人民政府申请行政复议，或者在六个月内依法向人民法院提起行政诉讼。");
    }

    static Paper licence() {
        return Paper.of(PaperKind.LICENCE, "安卫公证字〔2026〕第000017号", "公共场所卫生许可证", "安澜市云水间餐饮管理有限责任公司", ORGAN, TODAY)
                .withFacts(List.of(
                        new Fact("单位名称", "安澜市云水间餐饮管理有限责任公司第三分公司（云水间主题酒店）"),
                        new Fact("法定代表人", "欧阳明月"),
                        new Fact("地址", "安澜市城东区滨河大道一百二十八号云水间商务中心A座一层至六层"),
                        new Fact("许可项目", "住宿场所（宾馆）、沐浴场所"),
                        new Fact("有效期限", "2026年11月21日至2030年11月20日")))
                .withParagraphs("经审查，符合《公共场所卫生管理条例》规定的条件，准予从事公共场所经营活动。");
    }
}
