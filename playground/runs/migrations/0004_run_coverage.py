from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("runs", "0003_run_unverified")]

    operations = [
        migrations.AddField(
            model_name="run",
            name="coverage",
            field=models.BooleanField(default=False),
        ),
    ]
