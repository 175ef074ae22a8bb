from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("programs", "0001_initial")]

    operations = [
        migrations.AddField(model_name="snippet", name="result", field=models.JSONField(null=True)),
    ]
