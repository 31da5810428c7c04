from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    label = "search"

    def ready(self) -> None:
        from cms.foundation import outbox
        from search import health, topics

        for topic, task in topics.drains().items():
            outbox.register_topic(topic, task=task, queue="index")
        health.register()
