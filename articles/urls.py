from django.urls import path

from articles import views

app_name = "articles"
urlpatterns = [
    path("latest/", views.latest, name="latest"),
    path("search/", views.search, name="search"),
    path("regions/<slug:slug>/", views.region, name="region"),
    path("section/<slug:kind>/", views.section, name="section"),
    path("tag/<slug:slug>/", views.tag, name="tag"),
    # Everything else at the root is a story, under the address that it had on the old site
    path("<slug:slug>/", views.article, name="article"),
]
