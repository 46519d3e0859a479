from django.urls import path

from content import views

app_name = "content"
urlpatterns = [path("pictures/<str:sha256>.<str:extension>", views.picture, name="picture")]
