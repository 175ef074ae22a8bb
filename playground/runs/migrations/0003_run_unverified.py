from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("runs", "0002_run_lane")]

    operations = [
        migrations.AddField(
            model_name="run",
            name="unverified",
            field=models.BooleanField(default=False),
        ),
    ]
