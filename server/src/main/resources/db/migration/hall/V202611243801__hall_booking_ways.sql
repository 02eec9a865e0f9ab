-- 预约渠道: behind a link of the city's WeChat account, and in the pages on the home screen of a phone.
alter table hall.booking drop constraint booking_channel_known;
alter table hall.booking
    add constraint booking_channel_known check (channel in ('WEB', 'APP', 'WECHAT', 'HOTLINE', 'KIOSK', 'WINDOW'));
