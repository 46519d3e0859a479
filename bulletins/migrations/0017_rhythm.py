"""A series may appear on days of the month."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bulletins", "0016_look"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="skip",
            options={
                "ordering": ("-issue_date",),
                "verbose_name": "date without an issue",
                "verbose_name_plural": "dates without an issue",
            },
        ),
        migrations.AddField(
            model_name="bulletin",
            name="month_days",
            field=models.CharField(
                blank=True,
                help_text="Such as 25, or 1, 15, or 10, 20, 月末. A month that is too short for a day ends on it; 月末 is the last day.",
                max_length=100,
                verbose_name="days of the month",
            ),
        ),
        migrations.AddField(
            model_name="bulletin",
            name="months",
            field=models.CharField(
                blank=True,
                help_text="Empty: every month. A quarterly: 3, 6, 9, 12.",
                max_length=50,
                verbose_name="months",
            ),
        ),
        migrations.AddField(
            model_name="bulletin",
            name="rhythm_kind",
            field=models.CharField(
                choices=[("weekday", "by the day of the week"), ("month", "by days of the month")],
                default="weekday",
                help_text="Weekly and fortnightly ones by the day of the week, others by days of the month.",
                max_length=10,
                verbose_name="rhythm",
            ),
        ),
    ]
